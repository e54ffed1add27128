namespace Dbwright.Data;

/// <summary>Given and family names of several languages in plain ASCII letters; any resemblance to a person is chance.</summary>
internal static class People
{
    /// <summary>One language: how many share it, and its names.</summary>
    public sealed record Culture(string[] Given, string[] Family);

    /// <summary>The languages.</summary>
    public static readonly Culture[] Cultures =
    [
        Of(
            "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Emma Olivia Noah Liam Grace Henry Lucy Oscar Ruth Samuel",
            "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Baker"
        ),
        Of(
            "Anna Lukas Julia Felix Katharina Maximilian Lena Jonas Sophie Paul Marie Leon Clara Moritz Johanna Niklas Greta Tobias Heike Stefan Ursula Matthias Birgit Andreas",
            "Mueller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schroeder Neumann Schwarz Zimmermann Braun Krueger Hartmann Lange Krause"
        ),
        Of(
            "Camille Lucas Manon Hugo Chloe Louis Ines Gabriel Jeanne Arthur Louise Jules Alice Raphael Margaux Antoine Claire Mathieu Elodie Pierre",
            "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia Roux Fournier Girard Bonnet Dupont"
        ),
        Of(
            "Lucia Mateo Sofia Martin Valentina Hugo Camila Diego Isabella Alejandro Paula Javier Carmen Pablo Elena Sergio Ana Carlos Marta Andres",
            "Garcia Rodriguez Gonzalez Fernandez Lopez Martinez Sanchez Perez Gomez Ruiz Diaz Hernandez Alvarez Jimenez Moreno Munoz Alonso Gutierrez Romero Navarro"
        ),
        Of(
            "Wei Fang Min Jie Li Na Yan Jun Ying Hui Xin Tao Lei Qiang Mei Ling Hao Yu Chen Bo",
            "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo"
        ),
        Of(
            "Aarav Priya Arjun Ananya Vihaan Diya Rohan Isha Aditya Kavya Rahul Neha Vikram Meera Sanjay Pooja Karan Anjali Nikhil Divya",
            "Sharma Patel Singh Kumar Gupta Reddy Nair Iyer Mehta Das Joshi Rao Verma Chopra Kapoor Bose Menon Desai Pillai Malhotra"
        ),
        Of(
            "Haruto Yui Sota Aoi Yuto Hina Riku Sakura Kaito Mei Ren Akari Takumi Nanami Daiki Emi Kenji Yoko Hiroshi Naoko",
            "Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue Kimura Hayashi Shimizu Saito Mori"
        ),
        Of(
            "Ahmed Fatima Omar Aisha Yusuf Layla Khalid Mariam Hassan Noor Ibrahim Zainab Tariq Salma Karim Amira Bilal Rania Samir Huda",
            "Khan Hassan Ali Hussein Rahman Malik Haddad Nasser Saleh Farouk Mansour Aziz Karimi Sayed Qureshi Abbas Najjar Khoury Darwish Amin"
        ),
        Of(
            "Chidi Amara Kwame Ngozi Tunde Zuri Kofi Adaeze Sipho Thandi Jabari Nia Emeka Folake Themba Abena Oluwaseun Wanjiru Kamau Makena",
            "Okafor Mensah Adeyemi Nkosi Mwangi Diallo Balogun Owusu Eze Dlamini Otieno Kamara Abubakar Boateng Ndlovu Njoroge Traore Chukwu Moyo Asante"
        ),
        Of(
            "Anastasia Dmitri Olga Ivan Natalia Sergei Katarzyna Piotr Agnieszka Jakub Milan Jana Tomas Petra Andrei Ioana Zoltan Eszter Marek Zofia",
            "Ivanov Petrov Kowalski Nowak Novak Horvat Popescu Nagy Dvorak Kovacs Wisniewska Wojcik Svoboda Jovanovic Ionescu Toth Kaminski Zielinski Sokolov Volkov"
        ),
    ];

    private static Culture Of(string given, string family) => new(given.Split(' '), family.Split(' '));
}
